// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import spiders.archive.dimse.RefusedCallers;
import spiders.dicom.net.TLSFailedException;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Records who did not come to a protected connection at the web port. Tomcat tells nobody but its
 * log of a handshake that failed: what it writes there is read here, and goes to the audit instead.
 */
final class FailedHandshakes extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String TOMCAT = "org.apache.tomcat.util.net.NioEndpoint.handshake";
    private static final Pattern ADDRESS = Pattern.compile("IP address \\[([0-9A-Fa-f.:%]+)]");

    private final RefusedCallers refused;
    private final Logger logger;

    private FailedHandshakes(RefusedCallers refused, Logger logger) {
        this.refused = refused;
        this.logger = logger;
    }

    static FailedHandshakes listen(RefusedCallers refused) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var logger = context.getLogger(TOMCAT);
        var listener = new FailedHandshakes(refused, logger);
        listener.setContext(context);
        listener.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(listener);
        return listener;
    }

    @Override
    protected void append(ILoggingEvent event) {
        var address = ADDRESS.matcher(event.getFormattedMessage());
        if (address.find()
                && event.getThrowableProxy() instanceof ThrowableProxy proxy
                && proxy.getThrowable() instanceof IOException thrown) {
            var host = address.group(1);
            refused.refusedProtection(host, TLSFailedException.of(host, thrown).reason(), "web");
        }
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
