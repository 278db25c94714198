// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Random;
import java.util.regex.Pattern;

class TextPatternTest {

    @Test
    void a_pattern_matches_what_the_regular_expression_of_it_does() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var pattern = text(random, "ab*?", 6);
            var value = text(random, "ab", 8);
            var expression = pattern.replace("*", ".*").replace('?', '.');
            assertThat(new TextPattern(pattern).matches(value))
                    .as("%s on %s, seed %d", pattern, value, seed)
                    .isEqualTo(Pattern.matches(expression, value));
        }
    }

    private static String text(Random random, String letters, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    @Timeout(5)
    void a_pattern_of_many_stars_takes_no_time() {
        assertThat(new TextPattern("a*".repeat(500) + "b").matches("a".repeat(10_000))).isFalse();
    }

    @Test
    void what_means_something_to_sql_is_taken_as_it_is() {
        assertThat(new TextPattern("a_b%c\\d*?").like()).isEqualTo("a\\_b\\%c\\\\d%_");
    }
}
