// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.BoardMember;
import spiders.rcp.SessionMember;

import java.util.Arrays;
import java.util.List;

/**
 * A person of a board or a session, as a line of a list.
 *
 * @param isFixed whether only the file of the boards takes the person out
 */
public record MemberLine(String account, String function, boolean isFixed) {

    static List<MemberLine> ofBoard(List<BoardMember> members) {
        return members.stream()
                .map(one ->
                        new MemberLine(
                                one.account().value(), one.function().name(), one.isConfigured()))
                .toList();
    }

    static List<MemberLine> ofSession(List<SessionMember> members) {
        return members.stream()
                .map(one -> new MemberLine(one.account().value(), one.function().name(), false))
                .toList();
    }

    static List<String> names(Enum<?>... functions) {
        return Arrays.stream(functions).map(Enum::name).toList();
    }
}
