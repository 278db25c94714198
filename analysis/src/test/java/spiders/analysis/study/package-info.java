// SPDX-License-Identifier: Apache-2.0
@NullMarked
package spiders.analysis.study;

import org.jspecify.annotations.NullMarked;
