// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** Whether an attribute must be present, and must have a value (PS3.5 section 7.4). */
public enum AttributeType {
    /** Present, with a value. */
    TYPE_1("1", true, true),
    /** Present with a value when a condition holds; never without a value. */
    TYPE_1C("1C", false, true),
    /** Present; without a value if that is unknown. */
    TYPE_2("2", true, false),
    /** Present when a condition holds; without a value if that is unknown. */
    TYPE_2C("2C", false, false),
    /** Present or not, with a value or not. */
    TYPE_3("3", false, false);

    private final String label;
    private final boolean required;
    private final boolean valued;

    AttributeType(String label, boolean required, boolean valued) {
        this.label = label;
        this.required = required;
        this.valued = valued;
    }

    static AttributeType parse(String label) {
        for (var type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new IllegalArgumentException("Not a type of an attribute: " + label);
    }

    /** As PS3.3 prints it: 1, 1C, 2, 2C, 3. */
    public String label() {
        return label;
    }

    /** Whether the attribute is present whatever the rest of the object says: types 1 and 2. */
    public boolean isRequired() {
        return required;
    }

    /** Whether the attribute, if present, has a value: types 1 and 1C. */
    public boolean needsValue() {
        return valued;
    }

    /** Whether a condition decides of its presence: types 1C and 2C. */
    public boolean isConditional() {
        return this == TYPE_1C || this == TYPE_2C;
    }

    /**
     * Returns the type that satisfies both: an attribute of type 2 in one module and 1C in another
     * is present by the one and valued by the other, hence of type 1 (PS3.3 section 5.4).
     */
    public AttributeType and(AttributeType other) {
        boolean present = required || other.required;
        if (valued || other.valued) {
            return present ? TYPE_1 : TYPE_1C;
        }
        if (present) {
            return TYPE_2;
        }
        return this == TYPE_2C || other == TYPE_2C ? TYPE_2C : TYPE_3;
    }

    @Override
    public String toString() {
        return label;
    }
}
