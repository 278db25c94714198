// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a server offers, and in which encodings. */
final class Services {

    private static final UID WORKLIST = UIDs.ModalityWorklistInformationModelFind;

    private EchoHandler echo = EchoHandler.ALWAYS;
    private Predicate<UID> stored = sopClassUID -> false;
    private @Nullable StoreHandler store;
    private @Nullable FindHandler find;
    private @Nullable FindHandler worklist;
    private @Nullable RetrieveHandler retrieve;
    private final Map<UID, NormalizedHandler> normalized = new HashMap<>();
    private final Map<UID, EventHandler> events = new HashMap<>();
    private QueryOptions queryOptions = QueryOptions.NONE;
    private int operationsAtOnce = AssociationServer.STORES_AT_ONCE;
    private @Nullable IdentityHandler identity;

    void echo(EchoHandler handler) {
        echo = handler;
    }

    void store(Predicate<UID> sopClasses, StoreHandler handler) {
        stored = sopClasses;
        store = handler;
    }

    void find(FindHandler handler) {
        find = handler;
    }

    void worklist(FindHandler handler) {
        worklist = handler;
    }

    void retrieve(RetrieveHandler handler) {
        retrieve = handler;
    }

    void normalized(UID sopClassUID, NormalizedHandler handler) {
        normalized.put(sopClassUID, handler);
    }

    void hear(UID sopClassUID, EventHandler handler) {
        events.put(sopClassUID, handler);
    }

    void queryOptions(QueryOptions options) {
        queryOptions = options;
    }

    void operationsAtOnce(int most) {
        operationsAtOnce = most;
    }

    void identity(IdentityHandler handler) {
        identity = handler;
    }

    QueryOptions queryOptions() {
        return queryOptions;
    }

    int operationsAtOnce() {
        return operationsAtOnce;
    }

    Optional<IdentityHandler> identity() {
        return Optional.ofNullable(identity);
    }

    Optional<NormalizedHandler> normalized(UID abstractSyntax) {
        return Optional.ofNullable(normalized.get(abstractSyntax));
    }

    Optional<EventHandler> events(UID abstractSyntax) {
        return Optional.ofNullable(events.get(abstractSyntax));
    }

    EchoHandler echo() {
        return echo;
    }

    Optional<StoreHandler> store() {
        return Optional.ofNullable(store);
    }

    /** Who answers C-FIND in an information model. */
    Optional<FindHandler> find(UID abstractSyntax) {
        if (abstractSyntax.equals(WORKLIST)) {
            return Optional.ofNullable(worklist);
        }
        return isFind(abstractSyntax) ? Optional.ofNullable(find) : Optional.empty();
    }

    Optional<RetrieveHandler> retrieve() {
        return Optional.ofNullable(retrieve);
    }

    /** Whether the abstract syntax is one that we provide, the requestor being its user. */
    boolean isProvided(UID abstractSyntax) {
        return abstractSyntax.equals(UIDs.Verification)
                || find(abstractSyntax).isPresent()
                || (retrieve != null && (isMove(abstractSyntax) || isGet(abstractSyntax)))
                || (store != null && stored.test(abstractSyntax))
                || normalized.containsKey(abstractSyntax)
                || events.containsKey(abstractSyntax); // Some report events without a role.
    }

    /** Whether we are user of a class whose provider asks for the association, to report events. */
    boolean isHeard(UID abstractSyntax) {
        return events.containsKey(abstractSyntax);
    }

    boolean isQueryOrRetrieve(UID abstractSyntax) {
        return isProvided(abstractSyntax)
                && (isFind(abstractSyntax) || isMove(abstractSyntax) || isGet(abstractSyntax));
    }

    /** Whether we may send objects of this class to a requestor that asks to provide storage. */
    boolean isSent(UID abstractSyntax) {
        return retrieve != null && StorageClasses.isStandardOrPrivate(abstractSyntax);
    }

    boolean isStored(UID abstractSyntax) {
        return store != null && stored.test(abstractSyntax);
    }

    static boolean isFind(UID abstractSyntax) {
        return InformationModels.FIND.contains(abstractSyntax);
    }

    static boolean isMove(UID abstractSyntax) {
        return InformationModels.MOVE.contains(abstractSyntax);
    }

    static boolean isGet(UID abstractSyntax) {
        return InformationModels.GET.contains(abstractSyntax);
    }

    /**
     * Chooses an encoding: the requestor's first, but explicit little endian before the others that
     * are uncompressed, so that no VR is lost on the way. What is unknown here is not agreed to: it
     * could not be read.
     */
    Optional<TransferSyntax> choose(UID abstractSyntax, List<UID> proposed) {
        var taken = AssociationServer.transferSyntaxes(abstractSyntax);
        var known = proposed.stream().map(TransferSyntax::of).filter(taken::contains).toList();
        boolean hasExplicit = known.contains(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return known.stream().filter(syntax -> !(hasExplicit && isLesser(syntax))).findFirst();
    }

    private static boolean isLesser(TransferSyntax syntax) {
        return syntax.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN) || syntax.isBigEndian();
    }
}
