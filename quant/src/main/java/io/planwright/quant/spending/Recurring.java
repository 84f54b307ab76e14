package io.planwright.quant.spending;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A payment that comes again and again.
 *
 * <p>Payments of a payee, whose name is taken without digits and signs, are put together where
 * their amounts, in order, differ from each other by at most a tenth. They recur where three of
 * four gaps between them fit one cadence, once or, where one was missed, twice or three times.
 *
 * @param payee in lower case, without digits and signs
 * @param amount median, in units of the currency
 * @param lastAmount of the last one
 * @param change of the last amount against the median of those before, a fraction
 * @param first date
 * @param last date
 * @param next when the next one is due
 * @param count how often it came
 * @param missed how often it did not
 * @param regularity share of the gaps that fit the cadence once
 * @param active whether the next one is not overdue
 * @param perYear what it costs in a year at the last amount
 */
public record Recurring(
    String payee,
    Cadence cadence,
    double amount,
    double lastAmount,
    double change,
    LocalDate first,
    LocalDate last,
    LocalDate next,
    int count,
    int missed,
    double regularity,
    boolean active,
    double perYear) {

  /** Fewest payments, but for yearly ones, of which two are enough. */
  public static final int LEAST = 3;

  private static final int MOST = 1_000_000;
  private static final double SIMILAR = 0.1;
  private static final double REGULAR = 0.75;
  private static final int MOST_TIMES = 3;

  /**
   * @param transactions in any order
   * @param today after which nothing is known
   * @return the dearest per year first
   * @throws InvalidData where there are more than a million
   */
  public static List<Recurring> in(List<Transaction> transactions, LocalDate today) {
    Require.within("transactions", transactions.size(), 0, MOST);
    Map<String, List<Transaction>> payees = new TreeMap<>();
    for (Transaction each : transactions) {
      if (each.amount() != 0 && !each.date().isAfter(today)) {
        payees.computeIfAbsent(name(each.payee()), _ -> new ArrayList<>()).add(each);
      }
    }
    List<Recurring> found = new ArrayList<>();
    payees.forEach((payee, all) -> found.addAll(of(payee, all, today)));
    found.sort(
        comparingDouble((Recurring each) -> -Math.abs(each.perYear()))
            .thenComparing(Recurring::payee));
    return found;
  }

  private static String name(String payee) {
    return payee.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ").strip();
  }

  /** All payments of a payee together where they recur, or those of like amounts. */
  private static List<Recurring> of(String payee, List<Transaction> all, LocalDate today) {
    List<Recurring> found = new ArrayList<>();
    List<List<Transaction>> groups = similar(all);
    for (List<Transaction> group : groups) {
      recurring(payee, group, today).ifPresent(found::add);
    }
    if (found.isEmpty() && groups.size() > 1) {
      recurring(payee, all, today).ifPresent(found::add);
    }
    return found;
  }

  private static List<List<Transaction>> similar(List<Transaction> all) {
    List<Transaction> byAmount = new ArrayList<>(all);
    byAmount.sort(comparingDouble(Transaction::amount).thenComparing(Transaction::date));
    List<List<Transaction>> groups = new ArrayList<>();
    double before = Double.NaN;
    for (Transaction each : byAmount) {
      double most = SIMILAR * Math.max(Math.abs(before), Math.abs(each.amount()));
      if (groups.isEmpty() || !(Math.abs(each.amount() - before) <= most)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(each);
      before = each.amount();
    }
    return groups;
  }

  private static Optional<Recurring> recurring(
      String payee, List<Transaction> payments, LocalDate today) {
    List<Transaction> byDate = new ArrayList<>(payments);
    byDate.sort(comparing(Transaction::date).thenComparingDouble(Transaction::amount));
    Optional<Recurring> best = Optional.empty();
    for (Cadence cadence : Cadence.values()) {
      Optional<Recurring> fit = fit(payee, byDate, cadence, today);
      if (fit.isPresent() && (best.isEmpty() || fit.get().regularity() > best.get().regularity())) {
        best = fit;
      }
    }
    return best;
  }

  private static Optional<Recurring> fit(
      String payee, List<Transaction> byDate, Cadence cadence, LocalDate today) {
    int count = byDate.size();
    if (count < (cadence == Cadence.YEARLY ? 2 : LEAST)) {
      return Optional.empty();
    }
    int once = 0;
    int fitting = 0;
    int missed = 0;
    for (int i = 1; i < count; i++) {
      int times = cadence.times(byDate.get(i - 1).date(), byDate.get(i).date());
      if (times >= 1 && times <= MOST_TIMES) {
        fitting++;
        missed += times - 1;
        once += times == 1 ? 1 : 0;
      }
    }
    int gaps = count - 1;
    if (fitting < REGULAR * gaps || 2 * once < gaps) {
      return Optional.empty();
    }
    LocalDate last = byDate.getLast().date();
    LocalDate next = cadence.after(last, 1);
    double lastAmount = byDate.getLast().amount();
    double before = median(byDate.subList(0, gaps));
    return Optional.of(
        new Recurring(
            payee,
            cadence,
            median(byDate),
            lastAmount,
            before == 0 ? 0 : lastAmount / before - 1,
            byDate.getFirst().date(),
            last,
            next,
            count,
            missed,
            (double) once / gaps,
            !today.isAfter(next.plusDays(cadence.tolerance())),
            lastAmount * cadence.perYear()));
  }

  private static double median(List<Transaction> payments) {
    double[] sorted = payments.stream().mapToDouble(Transaction::amount).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
