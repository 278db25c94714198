# SPDX-License-Identifier: Apache-2.0
"""Proposes presentation contexts with Odil, and prints those that are not accepted.

Usage: odil_contexts.py PORT FILE. A line of the file is an association: pairs of SOP class and
transfer syntax, "CLASS/SYNTAX", apart by spaces. Ends with how many were accepted.
"""
import sys

import odil


def negotiated(port, pairs):
    context = odil.AssociationParameters.PresentationContext
    association = odil.Association()
    association.set_tcp_timeout(20)
    association.set_peer_host("127.0.0.1")
    association.set_peer_port(port)
    parameters = odil.AssociationParameters()
    parameters.set_calling_ae_title("STATION")
    parameters.set_called_ae_title("SPIDERS")
    proposed = []
    for i, pair in enumerate(pairs):
        sop_class, syntax = pair.split("/")
        proposed.append(context(2 * i + 1, sop_class, [syntax], context.Role.SCU))
    parameters.set_presentation_contexts(proposed)
    association.set_parameters(parameters)
    association.associate()
    answered = association.get_negotiated_parameters().get_presentation_contexts()
    association.release()
    results = {one.id: one for one in answered}
    accepted = 0
    for i, pair in enumerate(pairs):
        answer = results.get(2 * i + 1)
        if answer is not None and answer.result == context.Result.Acceptance:
            accepted += 1
        else:
            print("refused", pair)
    return accepted


def main():
    with open(sys.argv[2]) as file:
        lines = [line.split() for line in file if line.strip()]
    print("accepted", sum(negotiated(int(sys.argv[1]), pairs) for pairs in lines))


main()
