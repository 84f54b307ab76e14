package io.planwright.cli.commands;

import io.planwright.temporal.payload.KeyRing;
import io.planwright.temporal.payload.PayloadFormat;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keys under which payloads are encrypted. */
@Command(
    name = "keys",
    description = "Makes keys that payloads in Temporal are encrypted under.",
    subcommands = KeysCommand.Generate.class)
public final class KeysCommand {

  @Command(name = "generate", description = "Prints a new entry of a key ring.")
  static final class Generate implements Callable<Integer> {
    private final Session session;

    @Option(names = "--id", description = "default: today, and four characters by chance")
    private Optional<String> id = Optional.empty();

    Generate(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      session.terminal().out().print(KeyRing.newEntry(id.orElseGet(Generate::newId)));
      session
          .terminal()
          .err()
          .println(
              "put it last in the file that "
                  + PayloadFormat.KEYS_FILE
                  + " names, readable by its owner alone; first, once all processes know it");
      return ExitCode.OK.code();
    }

    private static String newId() {
      return LocalDate.now(ZoneOffset.UTC) + "-" + UUID.randomUUID().toString().substring(0, 4);
    }
  }
}
