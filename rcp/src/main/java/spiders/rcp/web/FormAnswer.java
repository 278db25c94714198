// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseForm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A registration form shown again.
 *
 * @param errors the message of each field that is wrong
 * @param present the case that the same patient has in the session already, if there is one
 * @param taken whether an identifier names a patient with other traits
 */
public record FormAnswer(
        CaseForm form, Map<String, String> errors, List<UUID> present, boolean taken) {

    public FormAnswer {
        errors = new LinkedHashMap<>(errors);
        present = List.copyOf(present);
    }

    public boolean isWrong(String field) {
        return errors.containsKey(field);
    }

    /** The key of what is wrong with a field, or empty. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /** What the script of the page checks of a field when the person leaves it. */
    public static String check(String field, boolean required) {
        return switch (field) {
            case "birthDate" -> "date";
            case "ins" -> "ins";
            default -> required ? "required" : "";
        };
    }

    /** The key of what that check says. */
    public static String complaint(String field, boolean required) {
        return switch (field) {
            case "birthDate" -> "rcp.form.birthDate.wrong";
            case "ins" -> "rcp.form.ins.key";
            default -> required ? "rcp.form.required" : "";
        };
    }
}
