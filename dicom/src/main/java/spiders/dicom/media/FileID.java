// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a file of a medium, from its root: folders, then the file (PS3.10 section 8.2).
 *
 * @param components one to eight, each of one to eight capital letters, digits and underscores
 */
public record FileID(List<String> components) {

    private static final int MAX_COMPONENTS = 8;
    private static final Pattern COMPONENT = Pattern.compile("[A-Z0-9_]{1,8}");

    public FileID {
        components = List.copyOf(components);
        boolean isValid =
                !components.isEmpty()
                        && components.size() <= MAX_COMPONENTS
                        && components.stream().allMatch(c -> COMPONENT.matcher(c).matches());
        if (!isValid) {
            throw new IllegalArgumentException("Not a File ID (PS3.10 section 8.2)");
        }
    }

    /** Returns the components as the values of (0004,1500) Referenced File ID. */
    String[] values() {
        return components.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return String.join("/", components);
    }
}
