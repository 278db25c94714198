// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** An element of a CDA document (HL7 CDA R2), with what stands in it again and again. */
final class CdaElement {

    static final String CDA = "urn:hl7-org:v3";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx");
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final Pattern NOT_ALLOWED =
            Pattern.compile("[^\\t\\n\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Element element;

    private CdaElement(Element element) {
        this.element = element;
    }

    /** The root of a document. */
    static CdaElement root(Document document, String name) {
        var root = document.createElementNS(CDA, name);
        document.appendChild(root);
        root.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xsi", XSI);
        return new CdaElement(root);
    }

    /** Adds an element; of attributes each name is followed by its value. */
    CdaElement add(String name, String... attributes) {
        var document = element.getOwnerDocument();
        var added = document.createElementNS(CDA, name);
        element.appendChild(added);
        var child = new CdaElement(added);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            child.set(attributes[i], attributes[i + 1]);
        }
        return child;
    }

    private void set(String name, String value) {
        if (name.equals("xsi:type")) {
            element.setAttributeNS(XSI, name, value);
        } else {
            element.setAttribute(name, allowed(value));
        }
    }

    /** What XML 1.0 has no way to say becomes a space (section 2.2). */
    private static String allowed(String text) {
        return NOT_ALLOWED.matcher(text).replaceAll(" ");
    }

    /** Says the text of this element. */
    CdaElement text(String text) {
        element.appendChild(element.getOwnerDocument().createTextNode(allowed(text)));
        return this;
    }

    /** Adds an element with a text. */
    CdaElement say(String name, String text) {
        add(name).text(text);
        return this;
    }

    CdaElement templates(String... roots) {
        for (var root : roots) {
            add("templateId", "root", root);
        }
        return this;
    }

    /** Adds a coded element. */
    CdaElement code(String name, String code, CodeSystem system, String display) {
        return add(
                name,
                "code",
                code,
                "codeSystem",
                system.oid(),
                "codeSystemName",
                system.label(),
                "displayName",
                display);
    }

    /** Adds a value that is a code. */
    CdaElement codedValue(String code, CodeSystem system, String display) {
        return add(
                "value",
                "xsi:type",
                "CD",
                "code",
                code,
                "codeSystem",
                system.oid(),
                "codeSystemName",
                system.label(),
                "displayName",
                display);
    }

    /** Adds an identifier; unknown where it has no extension. */
    CdaElement id(String root, String extension) {
        if (extension.isEmpty()) {
            add("id", "nullFlavor", "UNK");
        } else {
            add("id", "root", root, "extension", extension);
        }
        return this;
    }

    /** Adds a moment, as the clock of the hospital has it. */
    CdaElement time(String name, Instant at) {
        return add(name, "value", TIME.format(at.atZone(ZONE)));
    }

    /** Adds a date of ISO 8601 of which parts may be missing; unknown where all are. */
    CdaElement date(String name, String iso) {
        return iso.isEmpty()
                ? add(name, "nullFlavor", "UNK")
                : add(name, "value", iso.replace("-", ""));
    }
}
