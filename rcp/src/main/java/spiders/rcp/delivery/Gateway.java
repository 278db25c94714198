// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.delivery;

import spiders.rcp.fiche.FicheDocument;

/** Hands a fiche over, once each time that it is called. */
@FunctionalInterface
public interface Gateway {

    /** Says what became of it; what it throws counts as {@link Handover.Unknown}. */
    Handover send(FicheDocument document, Delivery delivery);
}
