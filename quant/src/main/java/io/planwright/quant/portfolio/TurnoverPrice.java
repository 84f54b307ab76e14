package io.planwright.quant.portfolio;

import java.util.Optional;

/**
 * A limit of turnover is a price on trading at which just so much is traded. The turnover falls as
 * the price rises, in pieces that are linear; from a price on the right piece, pivoting with the
 * limit ends.
 */
final class TurnoverPrice {
  private static final int MOST_PRICES = 40;
  private static final double FIRST_PRICE = 1e-3;

  private final QuadraticProgram program;
  private double low;
  private double tooMuch;
  private double high = Double.POSITIVE_INFINITY;
  private double tooLittle;

  private TurnoverPrice(QuadraticProgram program) {
    this.program = program;
  }

  /**
   * @return the optimum within the limit; empty where no price leads to it
   */
  static Optional<ActiveSet> solve(QuadraticProgram program) {
    Optional<ActiveSet> free = program.priced(0).fromFree();
    if (free.isEmpty() || !(over(program, free.get()) > 1e-12)) {
      return free;
    }
    return new TurnoverPrice(program).search(free.get());
  }

  private static double over(QuadraticProgram program, ActiveSet at) {
    return program.feasible().turnoverOf(at.weights()) - program.feasible().turnover();
  }

  private Optional<ActiveSet> search(ActiveSet free) {
    tooMuch = over(program, free);
    Optional<ActiveSet> now = Optional.of(free);
    double price = FIRST_PRICE;
    for (int tried = 0; tried < MOST_PRICES && now.isPresent(); tried++) {
      ActiveSet start = now.get();
      Optional<ActiveSet> exact = Pivoting.solve(program, start.trading(true));
      if (exact.isPresent()) {
        return exact;
      }
      QuadraticProgram priced = program.priced(price);
      now = Pivoting.solve(priced, start).or(priced::fromFree);
      if (now.isPresent()) {
        narrow(price, over(program, now.get()));
        price = next(price, tried);
      }
    }
    return Optional.empty();
  }

  private void narrow(double price, double over) {
    if (over > 0) {
      low = price;
      tooMuch = over;
    } else {
      high = price;
      tooLittle = over;
    }
  }

  private double next(double price, int tried) {
    if (high == Double.POSITIVE_INFINITY) {
      return 4 * price;
    }
    // A secant that hugs one end is bent; every third step halves.
    return tried % 3 == 2
        ? low / 2 + high / 2
        : low + (high - low) * tooMuch / (tooMuch - tooLittle);
  }
}
