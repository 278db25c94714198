// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.web.pdf.PdfReport.Block;

import java.util.ArrayList;
import java.util.List;

/** A part of a fiche as a page shows it: a heading, and what stands under it. */
public record FicheSection(String heading, List<Block.Fact> facts) {

    public FicheSection {
        facts = List.copyOf(facts);
    }

    /** The parts of a fiche, in order; paragraphs, which a fiche has none of, are left out. */
    public static List<FicheSection> of(List<Block> blocks) {
        var sections = new ArrayList<FicheSection>();
        var heading = "";
        var facts = new ArrayList<Block.Fact>();
        for (var block : blocks) {
            switch (block) {
                case Block.Heading next -> {
                    sections.add(new FicheSection(heading, facts));
                    facts.clear();
                    heading = next.text();
                }
                case Block.Fact fact -> facts.add(fact);
                case Block.Paragraph _ -> {}
            }
        }
        sections.add(new FicheSection(heading, facts));
        return List.copyOf(sections);
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "FicheSection[]";
    }
}
