# SPDX-License-Identifier: Apache-2.0
"""Takes instance availability notifications with Odil, one association after the other.

Usage: odil_notified.py PORT [STATUS ...]. Prints the data set of each N-CREATE as a line of JSON,
and answers it with the next status (hexadecimal), with success when none is left.
"""
import sys

import odil

NOTIFICATION = "1.2.840.10008.5.1.4.33"


def first(command, keyword):
    element = command[getattr(odil.registry, keyword)]
    value = element.as_int() if element.is_int() else element.as_string()
    return value[0]


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def answer(association, command, status):
    response = odil.DataSet()
    response.add(odil.registry.CommandField, [0x8140], odil.VR.US)
    response.add(odil.registry.MessageIDBeingRespondedTo, [first(command, "MessageID")], odil.VR.US)
    response.add(odil.registry.CommandDataSetType, [0x0101], odil.VR.US)
    response.add(odil.registry.Status, [status], odil.VR.US)
    sop_class = first(command, "AffectedSOPClassUID")
    instance = first(command, "AffectedSOPInstanceUID")
    response.add(odil.registry.AffectedSOPClassUID, [sop_class], odil.VR.UI)
    response.add(odil.registry.AffectedSOPInstanceUID, [instance], odil.VR.UI)
    association.send_message(odil.messages.Message(response), text(sop_class))


def serve(port, statuses):
    association = odil.Association()
    association.set_tcp_timeout(60)
    association.receive_association("v4", port)
    parameters = association.get_negotiated_parameters()
    print(
        "association of %s to %s"
        % (parameters.get_calling_ae_title(), parameters.get_called_ae_title()),
        flush=True,
    )
    try:
        while True:
            message = association.receive_message()
            command = message.get_command_set()
            assert first(command, "CommandField") == 0x0140
            assert text(first(command, "AffectedSOPClassUID")) == NOTIFICATION
            print("created " + odil.as_json(message.get_data_set()), flush=True)
            answer(association, command, statuses.pop(0) if statuses else 0)
    except odil.AssociationReleased:
        print("released", flush=True)


def main():
    statuses = [int(status, 16) for status in sys.argv[2:]]
    while True:
        try:
            serve(int(sys.argv[1]), statuses)
        except odil.Exception as problem:
            print("no association:", problem, flush=True)


main()
