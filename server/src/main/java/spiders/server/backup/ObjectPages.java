// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import spiders.archive.store.VerificationTable;
import spiders.archive.store.VerificationTable.Indexed;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Every object that rows name, some hundred at a time: those that are served, then the others. */
final class ObjectPages implements Iterator<List<Indexed>> {

    private static final int PAGE = 500;

    private final VerificationTable index;
    private boolean aside;
    private List<Indexed> page;

    ObjectPages(VerificationTable index) {
        this.index = index;
        this.page = index.after(0, PAGE);
        goOn();
    }

    private void goOn() {
        if (page.isEmpty() && !aside) {
            aside = true;
            page = index.setAsideAfter(0, PAGE);
        }
    }

    @Override
    public boolean hasNext() {
        return !page.isEmpty();
    }

    @Override
    public List<Indexed> next() {
        if (page.isEmpty()) {
            throw new NoSuchElementException();
        }
        var current = page;
        long last = current.getLast().id();
        page = aside ? index.setAsideAfter(last, PAGE) : index.after(last, PAGE);
        goOn();
        return current;
    }
}
