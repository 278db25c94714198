# SPDX-License-Identifier: Apache-2.0
"""Takes the objects of one association with Odil, and stores them back in the syntax they came in.

Usage: odil_mirror.py PORT BACK, the port it listens on and the one it stores to.
"""
import sys

import odil


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def take(port):
    association = odil.Association()
    association.set_tcp_timeout(20)
    print("listening", flush=True)
    association.receive_association("v4", port)
    context = association.get_negotiated_parameters().get_presentation_contexts()[0]
    taken = []
    try:
        while True:
            message = association.receive_message()
            command = message.get_command_set()
            taken.append((text(command.as_string("AffectedSOPInstanceUID")[0]), message.get_data_set()))
            response = odil.DataSet()
            response.add(odil.registry.CommandField, [0x8001], odil.VR.US)
            answered = command.as_int("MessageID")[0]
            response.add(odil.registry.MessageIDBeingRespondedTo, [answered], odil.VR.US)
            response.add(odil.registry.CommandDataSetType, [0x0101], odil.VR.US)
            response.add(odil.registry.Status, [0], odil.VR.US)
            association.send_message(odil.messages.Message(response), context.abstract_syntax)
    except odil.AssociationReleased:
        return context, taken


def give(port, context, objects):
    association = odil.Association()
    association.set_tcp_timeout(20)
    association.set_peer_host("127.0.0.1")
    association.set_peer_port(port)
    parameters = odil.AssociationParameters()
    parameters.set_calling_ae_title("CLIENT")
    parameters.set_called_ae_title("SERVER")
    sop_class = text(context.abstract_syntax)
    syntaxes = [text(one) for one in context.transfer_syntaxes]
    proposed = odil.AssociationParameters.PresentationContext
    parameters.set_presentation_contexts([proposed(1, sop_class, syntaxes, proposed.Role.SCU)])
    association.set_parameters(parameters)
    association.associate()
    for number, (instance, data_set) in enumerate(objects):
        request = odil.messages.CStoreRequest(number + 1, sop_class, instance, 0, data_set)
        association.send_message(request, sop_class)
        status = association.receive_message().get_command_set().as_int("Status")[0]
        print("stored %04x %s" % (status, syntaxes[0]), flush=True)
    association.release()


received, stored = take(int(sys.argv[1]))
give(int(sys.argv[2]), received, stored)
