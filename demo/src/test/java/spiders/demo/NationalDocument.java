// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

/**
 * The rules that the CI-SIS, volet CANCER-FRCP 2022.01, has for the header and the sections of a
 * fiche RCP as CDA: which codes stand under which templates. The order of elements and the entries
 * are held by the tests of {@code rcp}.
 */
final class NationalDocument {

    private static final String CDA = "urn:hl7-org:v3";

    /** The LOINC code of each section that must be there, and its template. */
    private static final Map<String, String> SECTIONS =
            Map.of(
                    "42349-1", "1.3.6.1.4.1.19376.1.5.3.1.3.2",
                    "42545-4", "1.3.6.1.4.1.19376.1.5.3.1.1.21.2.9",
                    "72135-7", "1.3.6.1.4.1.19376.1.7.3.1.3.14.1",
                    "18733-6", "1.2.250.1.213.1.1.2.25",
                    "10164-2", "1.3.6.1.4.1.19376.1.5.3.1.3.4",
                    "18776-5", "1.3.6.1.4.1.19376.1.5.3.1.3.36",
                    "35510-7", "1.2.250.1.213.1.1.2.175",
                    "21874-3", "1.2.250.1.213.1.1.2.33",
                    "33557-0", "1.2.250.1.213.1.1.2.35");

    private NationalDocument() {}

    static void assertKeepsTheRules(byte[] bytes) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        var root = document.getDocumentElement();

        assertThat(root.getLocalName()).isEqualTo("ClinicalDocument");
        assertThat(root.getNamespaceURI()).isEqualTo(CDA);
        assertThat(attributes(root, "templateId", "root")).contains("1.2.250.1.213.1.1.1.8");
        assertThat(attributes(root, "code", "code")).containsExactly("34794-8");
        assertThat(children(root, "recordTarget")).hasSize(1);
        assertThat(children(root, "legalAuthenticator")).hasSize(1);
        assertThat(children(root, "author")).isNotEmpty();
        assertThat(children(root, "componentOf")).hasSize(1);
        SECTIONS.forEach((code, template) -> assertSection(document, code, template));
    }

    private static void assertSection(Document document, String code, String template) {
        var sections = new ArrayList<Element>();
        var all = document.getElementsByTagNameNS(CDA, "section");
        for (int i = 0; i < all.getLength(); i++) {
            var section = (Element) all.item(i);
            if (attributes(section, "code", "code").contains(code)) {
                sections.add(section);
            }
        }
        assertThat(sections).as(code).hasSize(1);
        assertThat(attributes(sections.getFirst(), "templateId", "root")).contains(template);
        assertThat(children(sections.getFirst(), "text").getFirst().getTextContent()).isNotBlank();
    }

    private static List<String> attributes(Element parent, String name, String attribute) {
        return children(parent, name).stream().map(one -> one.getAttribute(attribute)).toList();
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node one = parent.getFirstChild(); one != null; one = one.getNextSibling()) {
            if (one instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }
}
