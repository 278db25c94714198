// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.util.Optional;

/** Reads JSON that was sent: of a limited length, and texts without the character 0. */
final class JsonBody {

    private static final int MOST_BYTES = 1 << 20;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new SimpleModule().addDeserializer(String.class, new Text()))
                    .build();

    private JsonBody() {}

    static <T> T read(ServerRequest request, Class<T> type) {
        if (request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::isCompatibleWith)
                .isEmpty()) {
            throw new InvalidParamException("Content-Type");
        }
        var text = Params.text(request, MOST_BYTES);
        try {
            // The JSON word null is read as Java's.
            return Optional.ofNullable(JSON.readValue(text, type))
                    .orElseThrow(() -> new InvalidParamException("body"));
        } catch (JacksonException e) {
            throw new InvalidParamException("body");
        }
    }

    /** Nobody types the character 0, and the database keeps it in no text. */
    private static final class Text extends StdDeserializer<String> {

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = parser.getValueAsString();
            if (text == null || text.indexOf('\0') >= 0) {
                return context.reportInputMismatch(this, "not a text, or with the character 0");
            }
            return text;
        }
    }
}
