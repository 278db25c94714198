// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import spiders.archive.FoldedName;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A name to search for as it sounds: each of its words, in any order, sounds as a word of the name
 * found, or begins one. Wildcards in it count for nothing.
 */
public record FuzzyName(List<Word> words) {

    /**
     * A word of the name.
     *
     * @param beginning what a word of a name found may begin with, folded
     * @param keys of which a name found has one
     */
    public record Word(String beginning, Set<String> keys) {

        private boolean matches(Set<String> nameKeys, String folded) {
            return keys.stream().anyMatch(nameKeys::contains)
                    || (" " + folded).contains(" " + beginning);
        }
    }

    /** A name with no word in it matches every name. */
    public static FuzzyName of(String key) {
        var texts = NameKeys.words(key.replace('*', ' ').replace('?', ' '));
        var words = new ArrayList<Word>();
        for (int i = 0; i < texts.size(); i++) {
            if (!NameKeys.isCounting(texts, i)) {
                continue;
            }
            var keys = new LinkedHashSet<>(NameKeys.ofWord(texts.get(i)));
            if (i > 0) {
                keys.addAll(NameKeys.ofWord(texts.get(i - 1) + texts.get(i)));
            }
            if (i + 1 < texts.size()) {
                keys.addAll(NameKeys.ofWord(texts.get(i) + texts.get(i + 1)));
            }
            words.add(new Word(texts.get(i), keys));
        }
        return new FuzzyName(List.copyOf(words));
    }

    /** Whether a name, as it is written, is one that is looked for. */
    public boolean matches(String name) {
        var keys = NameKeys.of(name);
        var folded = FoldedName.of(name);
        return words.stream().allMatch(word -> word.matches(keys, folded));
    }
}
