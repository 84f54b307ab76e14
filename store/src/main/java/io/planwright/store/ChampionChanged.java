package io.planwright.store;

/** The champion is not the one that was expected. */
public final class ChampionChanged extends RuntimeException {
  public ChampionChanged(String message) {
    super(message);
  }
}
