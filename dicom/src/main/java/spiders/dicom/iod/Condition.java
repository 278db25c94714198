// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;

import java.util.List;
import java.util.function.BiPredicate;

/** Decides whether an attribute of type 1C or 2C must be, or must not be, present. */
@FunctionalInterface
interface Condition {

    /** Asks an item, and the object it is in. */
    Demand of(DataSet item, DataSet root);

    /** What a condition says of an item, and the object it is in. */
    @FunctionalInterface
    interface Fact extends BiPredicate<DataSet, DataSet> {

        default Fact andAlso(Fact other) {
            return (item, root) -> test(item, root) && other.test(item, root);
        }

        default Fact orElse(Fact other) {
            return (item, root) -> test(item, root) || other.test(item, root);
        }

        default Fact not() {
            return (item, root) -> !test(item, root);
        }
    }

    /** Required when so; the attribute may be present otherwise. */
    static Condition when(Fact fact) {
        return (item, root) -> fact.test(item, root) ? Demand.REQUIRED : Demand.UNDECIDED;
    }

    /** Required when so; the attribute may not be present otherwise. */
    static Condition onlyWhen(Fact fact) {
        return (item, root) -> fact.test(item, root) ? Demand.REQUIRED : Demand.FORBIDDEN;
    }

    /** Not required, and allowed only when so. */
    static Condition allowedWhen(Fact fact) {
        return (item, root) -> fact.test(item, root) ? Demand.UNDECIDED : Demand.FORBIDDEN;
    }

    static Fact has(Tag tag) {
        return (item, root) -> item.has(tag);
    }

    /** None of these attributes is there. */
    static Fact hasNone(Tag... tags) {
        var absent = List.of(tags);
        return (item, root) -> absent.stream().noneMatch(item::has);
    }

    /** The first value is one of these. */
    static Fact is(Tag tag, String... values) {
        var list = List.of(values);
        return (item, root) ->
                item.string(tag).map(String::strip).filter(list::contains).isPresent();
    }

    /** The attribute has a value, and it is none of these. */
    static Fact isOther(Tag tag, String... values) {
        var list = List.of(values);
        return (item, root) -> item.string(tag).filter(text -> !list.contains(text)).isPresent();
    }

    /** One of the values is this. */
    static Fact includes(Tag tag, String value) {
        return (item, root) -> item.strings(tag).contains(value);
    }

    static Fact isAbove(Tag tag, int number) {
        return (item, root) -> item.integer(tag).orElse(Integer.MIN_VALUE) > number;
    }

    /** The object itself, wherever the item is, says so. */
    static Fact inObject(Fact fact) {
        return (item, root) -> fact.test(root, root);
    }
}
