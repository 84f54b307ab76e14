package io.planwright.quant.budget;

import static io.planwright.quant.InvalidData.Code.INFEASIBLE;
import static io.planwright.quant.InvalidData.Code.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.planwright.quant.InvalidData;
import io.planwright.quant.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to spend on each thing so that a saving is left, and the cuts hurt least: the amounts that
 * minimise {@code Σ priority (wanted − x)² / wanted} under the floors, the limits of groups and the
 * saving. Where no floor or limit binds, all are cut by a percentage that is inverse to their
 * priority.
 *
 * <p>The objective is separable and the limits are nested, so that the optimality conditions solve
 * it: {@code x = max(floor, wanted (1 − λ/priority))} with the greater λ of the group's limit and
 * the saving's, each found by bisection.
 *
 * @param amounts in the order of the categories
 * @param left income less all amounts: the saving, or more where all that is wanted can be paid
 * @param mostSaving what could be left at most, with all amounts at their floors
 */
public record Budget(List<Amount> amounts, double left, double mostSaving) {
  private static final int MOST_CATEGORIES = 1000;
  private static final double MOST = 1e12;

  public Budget {
    amounts = List.copyOf(amounts);
  }

  /**
   * One thing that money is spent on.
   *
   * @param wanted per month, in units of the currency, above 0
   * @param floor what it can't go below; else 0
   * @param priority at 2 it is cut by half the percentage of one at 1; else 1
   * @param group whose limit counts for it; else none
   */
  public record Category(
      String name,
      double wanted,
      @JsonProperty(defaultValue = "0") Optional<Double> floor,
      @JsonProperty(defaultValue = "1") Optional<Double> priority,
      @JsonProperty(defaultValue = "none") Optional<String> group) {
    /**
     * @throws InvalidData where the wanted amount is not above 0, the floor not 0 to it, or the
     *     priority not 0.001 to 1000
     */
    public Category {
      Require.between("wanted", wanted, 0, MOST);
      Require.within("floor", floor.orElse(0.0), 0, wanted);
      Require.within("priority", priority.orElse(1.0), 1e-3, 1e3);
    }

    private double least() {
      return floor.orElse(0.0);
    }

    private double amount(double pressure) {
      return Math.max(least(), wanted * (1 - pressure / priority.orElse(1.0)));
    }
  }

  /**
   * The most that a group of categories may have.
   *
   * @param share of the income, 0 to 1
   */
  public record Limit(String group, double share) {}

  /**
   * What to spend on a category.
   *
   * @param cut fraction of what was wanted
   * @param bound what holds it where it is
   */
  public record Amount(String name, double amount, double cut, Bound bound) {}

  /** What holds an amount where it is. */
  public enum Bound {
    NONE,
    FLOOR,
    GROUP,
    SAVING
  }

  /**
   * @param income per month, in units of the currency
   * @param saving to be left
   * @throws InvalidData where the floors of all, or of a group, are more than there is for them, or
   *     a category names a group without a limit
   */
  public static Budget of(
      double income, double saving, List<Category> categories, List<Limit> limits) {
    Require.within("income", income, 0, MOST);
    Require.within("saving", saving, 0, MOST);
    Require.atLeast("categories", categories.size(), 1);
    Require.within("categories", categories.size(), 1, MOST_CATEGORIES);
    Map<String, Double> ofGroups = pressuresOfGroups(income, categories, limits);
    double[] own = new double[categories.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = categories.get(i).group().map(ofGroups::get).orElse(0.0);
    }
    double available = income - saving;
    double floors = sum(categories, own, Double.MAX_VALUE);
    if (floors > available * (1 + 1e-12)) {
      throw InvalidData.of(
          INFEASIBLE, "saving", "at most " + (income - floors) + " after all floors", saving);
    }
    double common = pressure(categories, own, available);
    List<Amount> amounts = new ArrayList<>();
    for (int i = 0; i < own.length; i++) {
      amounts.add(amount(categories.get(i), own[i], common));
    }
    double left = income - amounts.stream().mapToDouble(Amount::amount).sum();
    return new Budget(amounts, left, income - floors);
  }

  private static Map<String, Double> pressuresOfGroups(
      double income, List<Category> categories, List<Limit> limits) {
    Map<String, Double> pressures = new TreeMap<>();
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      if (!(limit.share() >= 0 && limit.share() <= 1)) {
        throw InvalidData.at(OUT_OF_RANGE, "limits", i, "a share of 0 to 1", limit.share());
      }
      List<Category> members =
          categories.stream()
              .filter(each -> each.group().equals(Optional.of(limit.group())))
              .toList();
      double most = limit.share() * income;
      double floors = members.stream().mapToDouble(Category::least).sum();
      if (floors > most * (1 + 1e-12)) {
        throw InvalidData.at(
            INFEASIBLE, "limits", i, "at least the floors of its group, " + floors, most);
      }
      double pressure = pressure(members, new double[members.size()], most);
      if (pressures.put(limit.group(), pressure) != null) {
        throw InvalidData.at(OUT_OF_RANGE, "limits", i, "one limit a group", limit.group());
      }
    }
    for (int i = 0; i < categories.size(); i++) {
      Optional<String> group = categories.get(i).group();
      if (group.isPresent() && !pressures.containsKey(group.get())) {
        throw InvalidData.at(
            OUT_OF_RANGE, "categories", i, "a group that has a limit", group.get());
      }
    }
    return pressures;
  }

  private static Amount amount(Category category, double own, double common) {
    double amount = category.amount(Math.max(own, common));
    double cut = 1 - amount / category.wanted();
    Bound bound;
    if (cut <= 0) {
      bound = Bound.NONE;
    } else if (amount <= category.least()) {
      bound = Bound.FLOOR;
    } else {
      bound = own >= common ? Bound.GROUP : Bound.SAVING;
    }
    return new Amount(category.name(), amount, Math.max(0, cut), bound);
  }

  /** The least pressure at which the categories are within what there is. */
  private static double pressure(List<Category> categories, double[] own, double available) {
    if (sum(categories, own, 0) <= available) {
      return 0;
    }
    double low = 0;
    double high = 1;
    for (Category category : categories) {
      high = Math.max(high, category.priority().orElse(1.0));
    }
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return high;
      }
      if (sum(categories, own, middle) <= available) {
        high = middle;
      } else {
        low = middle;
      }
    }
  }

  private static double sum(List<Category> categories, double[] own, double pressure) {
    double sum = 0;
    for (int i = 0; i < own.length; i++) {
      sum += categories.get(i).amount(Math.max(own[i], pressure));
    }
    return sum;
  }
}
