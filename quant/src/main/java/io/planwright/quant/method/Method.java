package io.planwright.quant.method;

import java.util.List;
import java.util.function.Function;

/**
 * One method under a stable name, so that it can be listed and asked by name.
 *
 * @param name lower case, words apart by a hyphen, as in {@code welch-test}
 * @param aliases other names that it answers to
 * @param says what it answers, in a sentence with its units
 * @param request the record whose components are the arguments; an argument that is an {@code
 *     Optional} may be left out
 * @param answer from arguments to a record, a number or a list; throws {@link
 *     io.planwright.quant.InvalidData} for arguments that it can't answer
 */
public record Method<Q extends Record>(
    String name, List<String> aliases, String says, Class<Q> request, Function<Q, Object> answer) {
  public Method {
    aliases = List.copyOf(aliases);
  }
}
