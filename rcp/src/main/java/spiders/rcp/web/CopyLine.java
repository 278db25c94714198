// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.MatchGrade;

/** One copy of a study, and where it is. */
public record CopyLine(String sourceName, int series, int images, MatchGrade grade) {}
