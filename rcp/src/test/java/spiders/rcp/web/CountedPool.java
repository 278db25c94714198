// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import com.zaxxer.hikari.HikariDataSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool that counts the statements which everybody makes on its connections. */
final class CountedPool extends HikariDataSource {

    private static final int TIMES = 5;

    private final HikariDataSource pool;
    private final AtomicInteger statements = new AtomicInteger();

    CountedPool(HikariDataSource pool) {
        this.pool = pool;
    }

    /** How many statements some work makes: the fewest of several times, as others work too. */
    int fewest(Runnable work) {
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            int before = statements.get();
            work.run();
            fewest = Math.min(fewest, statements.get() - before);
        }
        return fewest;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = pool.getConnection();
        return (Connection)
                Proxy.newProxyInstance(
                        CountedPool.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> counted(connection, method, arguments));
    }

    private Object counted(Connection connection, Method method, Object[] arguments)
            throws Throwable {
        if (method.getName().equals("prepareStatement")) {
            statements.incrementAndGet();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
