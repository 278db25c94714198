// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.regex.Pattern;

/**
 * Takes out of a text what may identify (PS3.15 section E.3.5).
 *
 * <p>Two strengths: {@link #cleaned} keeps what the vocabulary allows and nothing else; {@link
 * #withoutIdentities} takes out only what the object itself says are names and identifiers, for
 * attributes that the profile does not touch.
 */
final class DescriptorCleaner {

    /** Texts longer than this, in characters, keep nothing: no description is so long. */
    private static final int LIMIT = 64 * 1024;

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@]{0,64}@\\S{0,255}|\\b(?:https?|www)\\S{1,255}");
    private static final Pattern DATE =
            Pattern.compile(
                    "\\b\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})\\b"
                            + "|\\b(?:19|20)\\d\\d[./-]?(?:0[1-9]|1[0-2])[./-]?\\d\\d\\b");

    /** Telephone numbers, social security numbers and all else of eight digits or more. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?\\d(?:[ ./-]?\\d){7,40}");

    private static final Pattern AGE =
            Pattern.compile(
                    "\\b\\d{1,3}\\s*(?:ans?|years?|yrs?|yo|y\\.o\\.?|mois|months?)\\b"
                            + "|\\b\\d{2,3}\\s?[FMHWYfmhwy]\\b",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern UID_FORM = Pattern.compile("\\d+(?:\\.\\d+){4,}");
    private static final int UID_LENGTH = 20;
    private static final int NAME_LENGTH = 4;

    private final Vocabulary vocabulary;
    private final IdentityWords identities;
    private final boolean keepsAges;

    DescriptorCleaner(Vocabulary vocabulary, IdentityWords identities, boolean keepsAges) {
        this.vocabulary = vocabulary;
        this.identities = identities;
        this.keepsAges = keepsAges;
    }

    /** Returns what the vocabulary allows of a text, the empty string if that is nothing. */
    String cleaned(String text) {
        if (text.length() > LIMIT) {
            return "";
        }
        var rest = ADDRESS.matcher(text).replaceAll(" ");
        rest = DATE.matcher(rest).replaceAll(" ");
        rest = LONG_NUMBER.matcher(rest).replaceAll(" ");
        rest = keepsAges ? rest : AGE.matcher(rest).replaceAll(" ");
        var kept = new KeptWords(rest);
        Words.each(rest, new AllowedWords(kept)::visit);
        return rest.equals(text) ? kept.text() : kept.text().replaceAll(" {2,}", " ");
    }

    /** Returns a text without the words that the object's names and identifiers are made of. */
    String withoutIdentities(String text) {
        if (text.isEmpty()) {
            return text;
        }
        var kept = new KeptWords(text);
        Words.each(
                text,
                (start, word) -> kept.visit(start, word, !identities.match(word) && !isUID(word)));
        return kept.isWhole() ? text : kept.text();
    }

    /** Whether a word can be an identifier of an object; versions of software are shorter. */
    private static boolean isUID(String word) {
        return word.length() >= UID_LENGTH && UID_FORM.matcher(word).matches();
    }

    /**
     * Returns a coded string, or a dummy in its place if it is a name of the object and no word of
     * the trade.
     */
    String coded(String code) {
        var found = new boolean[1];
        Words.each(code, (_, word) -> found[0] |= isName(word));
        return found[0] ? Dummies.TEXT : code;
    }

    private boolean isName(String word) {
        return word.length() >= NAME_LENGTH && identities.names(word) && !vocabulary.allows(word);
    }

    /** Decides word by word; a title takes the name behind it along. */
    private final class AllowedWords {

        private final KeptWords kept;
        private int inName;

        AllowedWords(KeptWords kept) {
            this.kept = kept;
        }

        void visit(int start, String word) {
            var plain = Words.plain(word);
            boolean isTitle = IdentityWords.isTitle(plain);
            boolean isAllowed = !isTitle && !identities.match(word) && vocabulary.allows(word);
            if (isTitle) {
                inName = 2;
            } else if (inName > 0) {
                // The first word after a title is a name whatever it is; the second, if unknown.
                boolean isName = inName == 2 || !isAllowed;
                inName = isName ? inName - 1 : 0;
                isAllowed &= !isName;
            }
            kept.visit(start, word, isAllowed);
        }
    }

    /** Puts the words that stay together again, with what stood between them. */
    private static final class KeptWords {

        private final String source;
        private final StringBuilder text = new StringBuilder();
        private int end;
        private boolean isWhole = true;
        private boolean isAfterGap;

        KeptWords(String source) {
            this.source = source;
        }

        void visit(int start, String word, boolean isKept) {
            if (isKept) {
                var between = source.substring(end, start);
                text.append(isAfterGap ? separator(between) : between);
                text.append(word);
            }
            isAfterGap = !isKept;
            isWhole &= isKept;
            end = start + word.length();
        }

        private String separator(String between) {
            return text.isEmpty() ? "" : between.indexOf('\n') >= 0 ? "\n" : " ";
        }

        boolean isWhole() {
            return isWhole;
        }

        /** What stays, without signs at its ends that parted it from what is gone. */
        String text() {
            if (text.isEmpty()) {
                return "";
            }
            if (isWhole) {
                return source.strip();
            }
            int from = 0;
            int to = text.length();
            while (from < to && !Words.isWordPart(text.charAt(from))) {
                from++;
            }
            while (to > from && !Words.isWordPart(text.charAt(to - 1))) {
                to--;
            }
            return text.substring(from, to);
        }
    }
}
