/// What is known of addresses from outside: reputation files and a database of countries.
package dev.winnow.detect.reputation;
