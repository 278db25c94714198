// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.security.PatientKey;

import java.util.UUID;

/** Told as each source answers; called on the search's own threads, and must not block them. */
@FunctionalInterface
public interface SearchListener {

    void answered(UUID search, PatientKey patient, SourceAnswer answer);
}
