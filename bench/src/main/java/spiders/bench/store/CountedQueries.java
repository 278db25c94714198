// SPDX-License-Identifier: Apache-2.0
package spiders.bench.store;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** A database that counts what each thread asks of it. */
public final class CountedQueries {

    private final ThreadLocal<Integer> asked = ThreadLocal.withInitial(() -> 0);
    private final DataSource database;

    public CountedQueries(DataSource counted) {
        this.database = new Counting(counted);
    }

    /** The database, counting. */
    public DataSource database() {
        return database;
    }

    /** How many statements this thread makes by some work. */
    public int of(Runnable work) {
        int before = asked.get();
        work.run();
        return asked.get() - before;
    }

    private final class Counting extends DelegatingDataSource {

        Counting(DataSource counted) {
            super(counted);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection)
                    Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (_, method, arguments) -> counted(connection, method, arguments));
        }

        private Object counted(Connection connection, Method method, Object[] arguments)
                throws Throwable {
            if (method.getName().equals("prepareStatement")) {
                asked.set(asked.get() + 1);
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
