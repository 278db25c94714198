// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** A program asked for a token and gets none; the accounts have recorded why. */
final class RefusedSignInException extends RuntimeException {

    private final transient Problem problem;

    RefusedSignInException(Problem problem) {
        super(problem.key());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
