# SPDX-License-Identifier: Apache-2.0
"""Names a user, creates a performed procedure step and changes it, with Odil.

Usage: odil_user.py PORT. Prints the statuses and the UID that the provider gave.
"""
import sys

import odil

MPPS = "1.2.840.10008.3.1.2.3.3"


def status(message):
    return "%04x" % message.get_command_set().as_int("Status")[0]


def main():
    context = odil.AssociationParameters.PresentationContext
    association = odil.Association()
    association.set_tcp_timeout(20)
    association.set_peer_host("127.0.0.1")
    association.set_peer_port(int(sys.argv[1]))
    parameters = odil.AssociationParameters()
    parameters.set_calling_ae_title("CLIENT")
    parameters.set_called_ae_title("SERVER")
    parameters.set_presentation_contexts(
        [context(1, MPPS, ["1.2.840.10008.1.2"], context.Role.SCU)]
    )
    parameters.set_user_identity_to_username_and_password("durand", "right")
    association.set_parameters(parameters)
    association.associate()
    step = odil.DataSet()
    step.add("PerformedProcedureStepStatus", ["IN PROGRESS"])
    association.send_message(odil.messages.NCreateRequest(1, MPPS, step), MPPS)
    created = association.receive_message()
    uid = created.get_command_set().as_string("AffectedSOPInstanceUID")[0]
    uid = uid.decode() if isinstance(uid, bytes) else uid
    print("created", status(created), uid)
    change = odil.DataSet()
    change.add("PerformedProcedureStepStatus", ["COMPLETED"])
    association.send_message(odil.messages.NSetRequest(2, MPPS, uid, change), MPPS)
    print("set", status(association.receive_message()))
    association.release()


main()
