// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses the character set of each answer to a C-FIND: none for plain text, else the one of the
 * question where it can hold the answer, else Latin-1, which every workstation reads, else UTF-8.
 */
final class AnswerText {

    private static final SpecificCharacterSet LATIN_1 = SpecificCharacterSet.of("ISO_IR 100");

    private final List<SpecificCharacterSet> liked;

    AnswerText(DataSet question) {
        var asked = SpecificCharacterSet.of(question.strings(Tags.SpecificCharacterSet));
        this.liked =
                asked.unknownTerms().isEmpty()
                        ? List.of(SpecificCharacterSet.ASCII, asked, LATIN_1)
                        : List.of(SpecificCharacterSet.ASCII, LATIN_1);
    }

    DataSet of(DataSet answer) {
        var plain = answer.without(Tags.SpecificCharacterSet);
        var set =
                liked.stream()
                        .filter(one -> holds(one, plain))
                        .findFirst()
                        .orElse(SpecificCharacterSet.UTF_8);
        return set.terms().isEmpty()
                ? plain
                : plain.with(Tags.SpecificCharacterSet, set.terms().toArray(String[]::new));
    }

    private static boolean holds(SpecificCharacterSet set, DataSet dataSet) {
        return dataSet.elements().stream()
                .flatMap(element ->
                        switch (element) {
                            case ValueElement value when value.vr().usesCharacterSet() ->
                                    Stream.of(set.canEncode(value.text()));
                            case SequenceElement(_, var items) ->
                                    items.stream().map(item -> holds(set, item));
                            case ValueElement _,
                                    EncapsulatedElement _,
                                    BulkDataElement _,
                                    ReferencedElement _ ->
                                    Stream.<Boolean>empty();
                        })
                .allMatch(held -> held);
    }
}
