// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.Objects;

/**
 * All that decides how objects are de-identified.
 *
 * @param profile the basic profile and its options
 * @param key the secret of the project
 * @param pseudonyms who patients are in the project
 * @param types how IODs require attributes
 * @param vocabulary the words that descriptions may keep
 * @param safePrivate the private attributes that may stay
 * @param pixelRules which pixels to blank
 * @param risk what to do where pixels may identify and no rule says how
 * @param dates how far dates may be moved
 */
public record DeidentificationSettings(
        DeidentificationProfile profile,
        DeidentificationKey key,
        PatientPseudonyms pseudonyms,
        AttributeTypes types,
        Vocabulary vocabulary,
        SafePrivateAttributes safePrivate,
        PixelRules pixelRules,
        RiskPolicy risk,
        DateRange dates) {

    public DeidentificationSettings {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(key);
    }

    /** A profile under a key, the standard's lists, and the strict policy. */
    public static DeidentificationSettings of(
            DeidentificationProfile profile, DeidentificationKey key) {
        return new DeidentificationSettings(
                profile,
                key,
                PatientPseudonyms.keyed(key),
                AttributeTypes.standard(),
                Vocabulary.standard(),
                SafePrivateAttributes.standard(),
                PixelRules.standard(),
                RiskPolicy.strict(),
                DateRange.standard());
    }

    public DeidentificationSettings with(PatientPseudonyms others) {
        return new DeidentificationSettings(
                profile, key, others, types, vocabulary, safePrivate, pixelRules, risk, dates);
    }

    public DeidentificationSettings with(AttributeTypes others) {
        return new DeidentificationSettings(
                profile, key, pseudonyms, others, vocabulary, safePrivate, pixelRules, risk, dates);
    }

    public DeidentificationSettings with(Vocabulary other) {
        return new DeidentificationSettings(
                profile, key, pseudonyms, types, other, safePrivate, pixelRules, risk, dates);
    }

    public DeidentificationSettings with(SafePrivateAttributes others) {
        return new DeidentificationSettings(
                profile, key, pseudonyms, types, vocabulary, others, pixelRules, risk, dates);
    }

    public DeidentificationSettings with(PixelRules others) {
        return new DeidentificationSettings(
                profile, key, pseudonyms, types, vocabulary, safePrivate, others, risk, dates);
    }

    public DeidentificationSettings with(RiskPolicy other) {
        return new DeidentificationSettings(
                profile, key, pseudonyms, types, vocabulary, safePrivate, pixelRules, other, dates);
    }

    public DeidentificationSettings with(DateRange other) {
        return new DeidentificationSettings(
                profile, key, pseudonyms, types, vocabulary, safePrivate, pixelRules, risk, other);
    }
}
