// Package register holds no code: its test goes through the register of constants
// and asks of each entry of a policy who behaves by it.
//
// An entry is measured here, under the policy that ships and under another, where a
// pure function says what the program does by it: the value is looked for at its
// boundary, and never read from the policy. Others name the test that does the same
// where more than a function is needed; that it exists, and speaks of the entry, is
// checked. What nobody behaves by yet is listed with the reason, and is not used
// anywhere in the program: the list has to shrink when somebody begins to.
package register
