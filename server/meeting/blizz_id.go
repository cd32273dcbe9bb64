package meeting

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
