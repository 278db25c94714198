# SPDX-License-Identifier: Apache-2.0
"""Creates an instance of any SOP class with Odil, its attributes given in DICOM JSON.

Usage: odil_creator.py PORT CLASS INSTANCE JSON. Prints the status.
"""
import sys

import odil

N_CREATE_RQ = 0x0140


def main(port, sop_class, instance, attributes):
    context = odil.AssociationParameters.PresentationContext
    association = odil.Association()
    association.set_tcp_timeout(20)
    association.set_peer_host("127.0.0.1")
    association.set_peer_port(int(port))
    parameters = odil.AssociationParameters()
    parameters.set_calling_ae_title("CLIENT")
    parameters.set_called_ae_title("SERVER")
    syntaxes = ["1.2.840.10008.1.2.1", "1.2.840.10008.1.2"]
    parameters.set_presentation_contexts([context(1, sop_class, syntaxes, context.Role.SCU)])
    association.set_parameters(parameters)
    association.associate()
    command = odil.DataSet()
    command.add(odil.registry.CommandField, [N_CREATE_RQ], odil.VR.US)
    command.add(odil.registry.MessageID, [1], odil.VR.US)
    command.add(odil.registry.CommandDataSetType, [1], odil.VR.US)
    command.add(odil.registry.AffectedSOPClassUID, [sop_class], odil.VR.UI)
    command.add(odil.registry.AffectedSOPInstanceUID, [instance], odil.VR.UI)
    message = odil.messages.Message(command, odil.from_json(attributes))
    association.send_message(message, sop_class)
    status = association.receive_message().get_command_set().as_int("Status")[0]
    print("created %04x" % status)
    association.release()


main(*sys.argv[1:])
