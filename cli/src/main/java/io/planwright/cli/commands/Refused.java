package io.planwright.cli.commands;

/** A command can't do what was asked, for a reason that its user can do something about. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exit;

  Refused(ExitCode exit, String message) {
    super(message);
    this.exit = exit;
  }

  public ExitCode exit() {
    return exit;
  }
}
