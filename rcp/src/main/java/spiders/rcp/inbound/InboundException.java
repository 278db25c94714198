// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

/** A message is refused; nothing of it is taken. */
public final class InboundException extends RuntimeException {

    private final transient InboundProblem problem;

    public InboundException(InboundProblem.Kind kind, String where) {
        super(kind + " " + where);
        this.problem = new InboundProblem(kind, where);
    }

    public InboundProblem problem() {
        return problem;
    }
}
