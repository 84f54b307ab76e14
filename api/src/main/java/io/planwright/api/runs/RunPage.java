package io.planwright.api.runs;

import io.planwright.store.Run;
import java.util.List;
import java.util.Optional;

/**
 * Some of the runs, newest first.
 *
 * @param nextPageToken absent on the last page
 */
public record RunPage(List<Run> runs, Optional<String> nextPageToken) {
  public RunPage {
    runs = List.copyOf(runs);
  }
}
