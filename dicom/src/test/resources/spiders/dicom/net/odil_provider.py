# SPDX-License-Identifier: Apache-2.0
"""Answers one association with Odil: N-CREATE, N-SET, and N-ACTION of storage commitment.

Prints a line a request; after an N-ACTION it reports the transaction as committed, on the same
association. Usage: odil_provider.py PORT
"""
import sys

import odil

N_EVENT_REPORT_RQ = 0x0100
RESPONSE = 0x8000


def first(command, keyword):
    element = command[getattr(odil.registry, keyword)]
    value = element.as_int() if element.is_int() else element.as_string()
    return value[0]


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def answer(association, command, field):
    response = odil.DataSet()
    response.add(odil.registry.CommandField, [field | RESPONSE], odil.VR.US)
    response.add(odil.registry.MessageIDBeingRespondedTo, [first(command, "MessageID")], odil.VR.US)
    response.add(odil.registry.CommandDataSetType, [0x0101], odil.VR.US)
    response.add(odil.registry.Status, [0], odil.VR.US)
    requested = command.has(odil.registry.RequestedSOPClassUID)
    kind = "Requested" if requested else "Affected"
    sop_class = first(command, kind + "SOPClassUID")
    instance = first(command, kind + "SOPInstanceUID")
    response.add(odil.registry.AffectedSOPClassUID, [sop_class], odil.VR.UI)
    response.add(odil.registry.AffectedSOPInstanceUID, [instance], odil.VR.UI)
    association.send_message(odil.messages.Message(response), text(sop_class))
    return sop_class, instance


def report(association, sop_class, instance, information):
    command = odil.DataSet()
    command.add(odil.registry.CommandField, [N_EVENT_REPORT_RQ], odil.VR.US)
    command.add(odil.registry.MessageID, [1], odil.VR.US)
    command.add(odil.registry.CommandDataSetType, [1], odil.VR.US)
    command.add(odil.registry.AffectedSOPClassUID, [sop_class], odil.VR.UI)
    command.add(odil.registry.AffectedSOPInstanceUID, [instance], odil.VR.UI)
    command.add(odil.registry.EventTypeID, [1], odil.VR.US)
    association.send_message(odil.messages.Message(command, information), text(sop_class))
    status = first(association.receive_message().get_command_set(), "Status")
    print("event answered %04x" % status, flush=True)


def main():
    association = odil.Association()
    association.set_tcp_timeout(20)
    print("listening", flush=True)
    association.receive_association("v4", int(sys.argv[1]))
    identity = association.get_negotiated_parameters().get_user_identity()
    print("identity", identity.type, flush=True)
    try:
        while True:
            message = association.receive_message()
            command = message.get_command_set()
            field = first(command, "CommandField")
            line = "request %04x" % field
            if message.has_data_set():
                line += " " + odil.as_json(message.get_data_set())
            print(line, flush=True)
            sop_class, instance = answer(association, command, field)
            if field == 0x0130:
                report(association, sop_class, instance, message.get_data_set())
    except odil.AssociationReleased:
        print("released", flush=True)


main()
