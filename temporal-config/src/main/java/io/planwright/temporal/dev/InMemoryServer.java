package io.planwright.temporal.dev;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.planwright.temporal.TemporalConnection;
import io.planwright.temporal.wanted.Reconciler;
import io.planwright.temporal.wanted.Wanted;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Temporal's test server inside this JVM, where no real one can be had. It keeps nothing, and has
 * neither Web UI, schedules nor search.
 */
public final class InMemoryServer implements AutoCloseable {
  private final TestServicesStarter services;
  private final Server server;

  private InMemoryServer(TestServicesStarter services, Server server) {
    this.services = services;
    this.server = server;
  }

  /** Starts it on loopback, its clock running as every clock does. */
  public static InMemoryServer start(int port, Wanted wanted) throws IOException {
    // Not TestServer, which would listen on every interface.
    TestServicesStarter services = new TestServicesStarter(true, 0);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
    InMemoryServer server = new InMemoryServer(services, builder.build().start());
    try (TemporalConnection connection =
        TemporalConnection.open(Map.of("TEMPORAL_ADDRESS", server.address()))) {
      new Reconciler(connection, wanted).register();
    }
    return server;
  }

  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    services.close();
  }
}
