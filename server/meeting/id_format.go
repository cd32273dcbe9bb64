package meeting

import "strings"

// IDFormat is the form of a service's IDs. Blizz: "m" and 6 to 12 digits, of which its clients show eight,
// as m12-345-678.
type IDFormat struct {
	// Prefix is the letter before the digits, in lower case.
	Prefix rune
	// SupportPrefix is the letter of the vendor's support sessions, which are not meetings.
	SupportPrefix rune
	// MinDigits and MaxDigits bound the number of digits.
	MinDigits, MaxDigits int
	// UsualDigits is how many digits the product's own clients show. That many are an ID without the
	// prefix too, and where spaces leave the end of an ID open, it ends there.
	UsualDigits int
}

// IsCanonical tells whether a text is an ID in its canonical form. It is for values that come back from storage, from a
// post's props for instance, where anybody may have written them.
func (f IDFormat) IsCanonical(id string) bool {
	digits, found := strings.CutPrefix(id, string(f.Prefix))
	if !found || len(digits) < f.MinDigits || len(digits) > f.MaxDigits {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// Display is the ID as people read and dictate it, with its digits in threes from the right: m12-345-678.
func (f IDFormat) Display(id string) string {
	const group = 3
	if len(id) == 0 {
		return ""
	}
	prefix, digits := id[:1], id[1:]
	var groups []string
	for len(digits) > group {
		groups = append([]string{digits[len(digits)-group:]}, groups...)
		digits = digits[:len(digits)-group]
	}
	return prefix + strings.Join(append([]string{digits}, groups...), "-")
}
