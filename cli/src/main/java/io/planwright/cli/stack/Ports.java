package io.planwright.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports of a stack's servers; 0 lets the stack choose.
 *
 * @param ui of Temporal's Web UI
 */
public record Ports(int temporal, int ui, int postgres, int redis) {
  private static final Ports USUAL = new Ports(7233, 8233, 0, 0);

  /** All to be chosen: what is usual or was used before where that is free, else any. */
  public static final Ports CHOSEN = new Ports(0, 0, 0, 0);

  public Ports {
    for (int port : new int[] {temporal, ui, postgres, redis}) {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("a port must be 0 to 65535, was " + port);
      }
    }
  }

  boolean allFixed() {
    return temporal > 0 && ui > 0 && postgres > 0 && redis > 0;
  }

  /** Ports that are free now, different ones, those asked for among them. */
  Ports choose(Ports before) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      // Fixed ones first, so that no choice takes them.
      int fixedTemporal = fixed("Temporal", temporal, held);
      int fixedUi = fixed("Temporal's Web UI", ui, held);
      int fixedPostgres = fixed("PostgreSQL", postgres, held);
      int fixedRedis = fixed("Redis", redis, held);
      return new Ports(
          any(fixedTemporal, before.temporal, USUAL.temporal, held),
          any(fixedUi, before.ui, USUAL.ui, held),
          any(fixedPostgres, before.postgres, USUAL.postgres, held),
          any(fixedRedis, before.redis, USUAL.redis, held));
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static int fixed(String server, int port, List<ServerSocket> held) {
    if (port > 0 && !hold(port, held)) {
      throw new StackUnavailable(
          "port %d for %s is taken%s; free it or choose another"
              .formatted(port, server, PortHolder.find(port).map(h -> " by " + h).orElse("")));
    }
    return port;
  }

  private static int any(int fixed, int before, int usual, List<ServerSocket> held) {
    if (fixed > 0) {
      return fixed;
    }
    for (int port : new int[] {before, usual}) {
      if (port > 0 && hold(port, held)) {
        return port;
      }
    }
    hold(0, held);
    return held.getLast().getLocalPort();
  }

  static boolean isFree(int port) {
    List<ServerSocket> held = new ArrayList<>();
    boolean free = hold(port, held);
    held.forEach(Ports::release);
    return free;
  }

  private static boolean hold(int port, List<ServerSocket> held) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
