// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** How to reach one database; prints itself without the password. */
public record DatabaseAccess(String url, String user, String password) {

    private static final int ANSWER_SECONDS = 10;

    /** The same server and login, and another database of it. */
    public DatabaseAccess database(String name) {
        return new DatabaseAccess(url.replaceFirst("/[^/?]+(?=\\?|$)", "/" + name), user, password);
    }

    /** Opens one connection. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Whether it lets us in, and answers within some seconds. */
    boolean answers() {
        return refusal().isEmpty();
    }

    /** Why it does not let us in; empty when it does. */
    public Optional<String> refusal() {
        try (var connection = impatient()) {
            return connection.isValid(ANSWER_SECONDS)
                    ? Optional.empty()
                    : Optional.of("it does not answer");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What takes the connection may be another program, which says nothing. */
    private Connection impatient() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        return DriverManager.getConnection(url, properties);
    }

    /**
     * Opens a pool of at most {@code connections}, which the caller closes; migrations need three.
     */
    public HikariDataSource pool(int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setPoolName(url.replaceFirst(".*/([^/?]+).*", "$1"));
        return new HikariDataSource(config);
    }

    @Override
    public String toString() {
        return "DatabaseAccess[" + url + ", " + user + "]";
    }
}
