// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;

import java.util.ArrayList;
import java.util.List;

/** DIMSE-N messages between their types and their command sets (PS3.7 section 10.3). */
final class NormalizedMessages {

    private static final int ATTRIBUTE_LENGTH = 4;

    private NormalizedMessages() {}

    static CommandField field(NormalizedRequest request) {
        return switch (request) {
            case NormalizedRequest.EventReport _ -> CommandField.N_EVENT_REPORT_RQ;
            case NormalizedRequest.Get _ -> CommandField.N_GET_RQ;
            case NormalizedRequest.Set _ -> CommandField.N_SET_RQ;
            case NormalizedRequest.Action _ -> CommandField.N_ACTION_RQ;
            case NormalizedRequest.Create _ -> CommandField.N_CREATE_RQ;
            case NormalizedRequest.Delete _ -> CommandField.N_DELETE_RQ;
        };
    }

    static CommandSet command(NormalizedRequest request, int messageID) {
        var command = new CommandSet(field(request)).set(CommandSet.MESSAGE_ID, messageID);
        switch (request) {
            case NormalizedRequest.EventReport event -> {
                affected(command, request);
                command.set(CommandSet.EVENT_TYPE_ID, event.eventTypeID());
            }
            case NormalizedRequest.Create _ -> affected(command, request);
            case NormalizedRequest.Get get -> {
                requested(command, request);
                if (!get.attributes().isEmpty()) {
                    command.setRaw(CommandSet.ATTRIBUTE_IDENTIFIER_LIST, list(get.attributes()));
                }
            }
            case NormalizedRequest.Action action -> {
                requested(command, request);
                command.set(CommandSet.ACTION_TYPE_ID, action.actionTypeID());
            }
            case NormalizedRequest.Set _, NormalizedRequest.Delete _ -> requested(command, request);
        }
        return command;
    }

    private static void affected(CommandSet command, NormalizedRequest request) {
        command.set(CommandSet.AFFECTED_SOP_CLASS_UID, request.sopClassUID());
        command.set(CommandSet.AFFECTED_SOP_INSTANCE_UID, request.sopInstanceUID());
    }

    private static void requested(CommandSet command, NormalizedRequest request) {
        command.set(CommandSet.REQUESTED_SOP_CLASS_UID, request.sopClassUID());
        command.set(CommandSet.REQUESTED_SOP_INSTANCE_UID, request.sopInstanceUID());
    }

    private static byte[] list(List<Tag> tags) {
        var bytes = new byte[tags.size() * ATTRIBUTE_LENGTH];
        int at = 0;
        for (var tag : tags) {
            bytes[at++] = (byte) tag.group();
            bytes[at++] = (byte) (tag.group() >> 8);
            bytes[at++] = (byte) tag.element();
            bytes[at++] = (byte) (tag.element() >> 8);
        }
        return bytes;
    }

    private static List<Tag> tags(byte[] list) {
        var tags = new ArrayList<Tag>();
        for (int at = 0; at + ATTRIBUTE_LENGTH <= list.length; at += ATTRIBUTE_LENGTH) {
            int group = (list[at] & 0xFF) | (list[at + 1] & 0xFF) << 8;
            int element = (list[at + 2] & 0xFF) | (list[at + 3] & 0xFF) << 8;
            tags.add(Tag.of(group, element));
        }
        return tags;
    }

    /**
     * @throws MalformedPDUException when a UID that the service needs is absent or none
     */
    static NormalizedRequest request(CommandField field, CommandSet command, DataSet dataSet) {
        return switch (field) {
            case N_EVENT_REPORT_RQ ->
                    new NormalizedRequest.EventReport(
                            command.uid(CommandSet.AFFECTED_SOP_CLASS_UID),
                            command.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID),
                            command.integer(CommandSet.EVENT_TYPE_ID).orElse(0),
                            dataSet);
            case N_GET_RQ ->
                    new NormalizedRequest.Get(
                            command.uid(CommandSet.REQUESTED_SOP_CLASS_UID),
                            command.uid(CommandSet.REQUESTED_SOP_INSTANCE_UID),
                            tags(command.raw(CommandSet.ATTRIBUTE_IDENTIFIER_LIST)));
            case N_SET_RQ ->
                    new NormalizedRequest.Set(
                            command.uid(CommandSet.REQUESTED_SOP_CLASS_UID),
                            command.uid(CommandSet.REQUESTED_SOP_INSTANCE_UID),
                            dataSet);
            case N_ACTION_RQ ->
                    new NormalizedRequest.Action(
                            command.uid(CommandSet.REQUESTED_SOP_CLASS_UID),
                            command.uid(CommandSet.REQUESTED_SOP_INSTANCE_UID),
                            command.integer(CommandSet.ACTION_TYPE_ID).orElse(0),
                            dataSet);
            case N_CREATE_RQ ->
                    new NormalizedRequest.Create(
                            command.uid(CommandSet.AFFECTED_SOP_CLASS_UID),
                            command.text(CommandSet.AFFECTED_SOP_INSTANCE_UID).isEmpty()
                                    ? UID.random()
                                    : command.uid(CommandSet.AFFECTED_SOP_INSTANCE_UID),
                            dataSet);
            case N_DELETE_RQ ->
                    new NormalizedRequest.Delete(
                            command.uid(CommandSet.REQUESTED_SOP_CLASS_UID),
                            command.uid(CommandSet.REQUESTED_SOP_INSTANCE_UID));
            default -> throw new IllegalArgumentException("Not of DIMSE-N: " + field);
        };
    }

    /** The response's command set, naming class, instance and type as the request did. */
    static CommandSet response(
            CommandSet command, NormalizedRequest request, NormalizedResponse response) {
        var answer = CommandSet.response(command, response.status());
        answer.set(CommandSet.AFFECTED_SOP_CLASS_UID, request.sopClassUID());
        answer.set(CommandSet.AFFECTED_SOP_INSTANCE_UID, response.sopInstanceUID());
        switch (request) {
            case NormalizedRequest.EventReport event ->
                    answer.set(CommandSet.EVENT_TYPE_ID, event.eventTypeID());
            case NormalizedRequest.Action action ->
                    answer.set(CommandSet.ACTION_TYPE_ID, action.actionTypeID());
            case NormalizedRequest.Create _,
                    NormalizedRequest.Delete _,
                    NormalizedRequest.Get _,
                    NormalizedRequest.Set _ -> {}
        }
        return answer;
    }

    static NormalizedResponse response(
            NormalizedRequest request, CommandSet command, DataSet dataSet) {
        var uid = command.text(CommandSet.AFFECTED_SOP_INSTANCE_UID);
        return new NormalizedResponse(
                command.status(),
                UID.isValid(uid) ? new UID(uid) : request.sopInstanceUID(),
                dataSet);
    }
}
