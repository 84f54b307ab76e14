package io.planwright.plan.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FencePlacesTest {

  @Test
  void blankLinesInAFenceMoveNoPlace() {
    List<Block> blocks = new MarkdownReader(new Problems()).read("```\na\n\n  b\n   \n\n c\n```\n");
    assertThat(((Block.Fence) blocks.getFirst()).starts())
        .extracting(Fences::place)
        .containsExactly("2:1", "3:1", "4:1", "5:1", "6:1", "7:1");
  }

  @Test
  void aFenceInAListStartsWhereItsTextDoes() {
    List<Block> blocks =
        new MarkdownReader(new Problems()).read("- x\n\n  ```\n  a\n\n    b\n  ```\n");
    Block.Listing list = (Block.Listing) blocks.getFirst();
    assertThat(((Block.Fence) list.items().getFirst().rest().getFirst()).starts())
        .extracting(Fences::place)
        .containsExactly("4:3", "5:1", "6:3");
  }
}
