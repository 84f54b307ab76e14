package io.planwright.cli.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;

final class AddressTest {
  @RepeatedTest(20)
  void choosesAPortThatNoOutgoingConnectionTakes() throws IOException {
    RoleProcess.Listen listen = Address.ofApiToTell(Map.of("PLANWRIGHT_API_PORT", "0"));

    assertThat(listen.port()).isBetween(20_000, 32_767);
    try (ServerSocket api =
        new ServerSocket(listen.port(), 1, InetAddress.getByName(listen.host()))) {
      assertThat(api.isBound()).isTrue();
    }
  }
}
