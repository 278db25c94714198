// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** What who has just signed in must do before anything else, the first one first. */
enum Duty {
    /** The password was given by somebody else. */
    CHANGE_PASSWORD("/account/password", "web.problem.mustchange"),
    /** One of the roles must have a second factor, and there is none. */
    ENROL_SECOND_FACTOR("/account/second-factor", "web.problem.mustenrol"),
    /** The identity provider knows several professions or places. */
    CHOOSE_ACTIVITY("/account/activity", "web.problem.mustchoose");

    private final String path;
    private final String problemKey;

    Duty(String path, String problemKey) {
        this.path = path;
        this.problemKey = problemKey;
    }

    /** The page where it is done. */
    String path() {
        return path;
    }

    /** What a program is told. */
    String problemKey() {
        return problemKey;
    }
}
