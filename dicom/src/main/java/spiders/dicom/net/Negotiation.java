// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an association negotiates beyond contexts and roles (PS3.7 section D.3.3): proposed in an
 * {@link AssociationRequest}, and as agreed in {@link Association#agreed()} and {@link
 * Peer#negotiation()}.
 *
 * @param common proposed only, never answered
 * @param identity the user; in what was agreed, the one that was proposed
 */
public record Negotiation(
        OperationsWindow window,
        List<ExtendedNegotiation> extended,
        List<CommonExtendedNegotiation> common,
        UserIdentity identity) {

    /** Nothing. */
    public static final Negotiation NONE =
            new Negotiation(OperationsWindow.SYNCHRONOUS, List.of(), List.of(), UserIdentity.NONE);

    public Negotiation {
        extended = List.copyOf(extended);
        common = List.copyOf(common);
    }

    public Negotiation withWindow(OperationsWindow value) {
        return new Negotiation(value, extended, common, identity);
    }

    /** With these options for these query and retrieve classes. */
    public Negotiation withQueryOptions(QueryOptions options, UID... sopClassUIDs) {
        var all = new ArrayList<>(extended);
        for (var uid : sopClassUIDs) {
            all.add(options.forClass(uid));
        }
        return new Negotiation(window, all, common, identity);
    }

    public Negotiation withExtended(Collection<ExtendedNegotiation> values) {
        return new Negotiation(window, List.copyOf(values), common, identity);
    }

    public Negotiation withCommon(Collection<CommonExtendedNegotiation> values) {
        return new Negotiation(window, extended, List.copyOf(values), identity);
    }

    public Negotiation withIdentity(UserIdentity value) {
        return new Negotiation(window, extended, common, value);
    }

    /** The options of a query or retrieve class, {@link QueryOptions#NONE} when it has none. */
    public QueryOptions queryOptions(UID sopClassUID) {
        return QueryOptions.of(information(sopClassUID));
    }

    /** The application information of a class, empty when there is none. */
    public Bytes information(UID sopClassUID) {
        return extended.stream()
                .filter(item -> item.sopClassUID().equals(sopClassUID))
                .map(ExtendedNegotiation::information)
                .findFirst()
                .orElse(Bytes.empty());
    }

    /** The known storage classes that a class says it specialises. */
    List<UID> relatedGeneralSOPClassUIDs(UID sopClassUID) {
        return common.stream()
                .filter(item -> item.serviceClassUID().equals(UIDs.Storage))
                .filter(item -> item.sopClassUID().equals(sopClassUID))
                .flatMap(item -> item.relatedGeneralSOPClassUIDs().stream())
                .toList();
    }
}
