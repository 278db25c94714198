// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.archive.FoldedName;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a column of a sheet may hold, and the names that people give it; accents do not count. */
public enum SheetColumn {
    BIRTH_NAME(true, "Nom de naissance", "nom", "nom patronymique", "birth name", "last name"),
    GIVEN_NAMES(true, "Prénoms", "prénom", "prénoms de naissance", "given names", "first name"),
    BIRTH_DATE(true, "Date de naissance", "né le", "née le", "DDN", "birth date", "date of birth"),
    SEX(true, "Sexe", "sex", "gender"),
    USED_NAME(false, "Nom utilisé", "nom d’usage", "nom marital", "used name"),
    INS(false, "INS", "matricule INS", "NIR", "INS number"),
    INS_STATUS(false, "Statut INS", "statut de l’identité", "INS status", "identity status"),
    IDENTIFIER(false, "IPP", "numéro patient", "patient id", "MRN"),
    AUTHORITY(false, "Établissement IPP", "établissement", "domaine IPP", "assigning authority"),
    QUESTION(true, "Question", "question posée", "question asked"),
    REASON(true, "Motif", "motif RCP", "reason"),
    TUMOUR(false, "Tumeur", "localisation", "diagnostic", "tumour", "tumor", "diagnosis"),
    STAGE(false, "Stade", "TNM", "stage"),
    INFORMED(
            true, "Patient informé", "informé et non opposé", "non opposition", "patient informed"),
    HOMONYM(false, "Homonyme", "autre personne", "homonym", "namesake");

    private final boolean required;
    private final String title;
    private final String synonyms;

    SheetColumn(boolean required, String title, String... synonyms) {
        this.required = required;
        this.title = title;
        this.synonyms = String.join(",", synonyms);
    }

    /** Its name in the template. */
    public String title() {
        return title;
    }

    /** Whether a sheet without it is refused. */
    public boolean isRequired() {
        return required;
    }

    /** Other names that are understood, in French and in English. */
    public List<String> synonyms() {
        return List.of(synonyms.split(","));
    }

    /** Where each column stands in a header; what has another name is left alone. */
    static Map<SheetColumn, Integer> places(List<String> header) {
        var places = new EnumMap<SheetColumn, Integer>(SheetColumn.class);
        for (int i = 0; i < header.size(); i++) {
            var column = named(header.get(i));
            if (column.isEmpty()) {
                continue;
            }
            if (places.containsKey(column.get())) {
                throw new SheetException(SheetException.Kind.COLUMN_TWICE, column.get().title);
            }
            places.put(column.get(), i);
        }
        for (var column : values()) {
            if (column.required && !places.containsKey(column)) {
                throw new SheetException(SheetException.Kind.COLUMN_MISSING, column.title);
            }
        }
        return places;
    }

    private static Optional<SheetColumn> named(String cell) {
        var name = FoldedName.of(cell);
        return Arrays.stream(values()).filter(column -> column.isNamed(name)).findFirst();
    }

    private boolean isNamed(String name) {
        return FoldedName.of(title).equals(name)
                || synonyms().stream().map(FoldedName::of).anyMatch(name::equals);
    }
}
