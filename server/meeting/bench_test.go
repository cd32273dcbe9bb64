package meeting

import "testing"

func BenchmarkFind(b *testing.B) {
	blizz := service(b, "")
	for name, text := range map[string]string{
		"id":       "m12-345-678",
		"topic":    "m12-345-678 Sprint review",
		"link":     "https://go.blizz.com/join/m12345678?lng=de Stand-up",
		"pasted":   "Hello,\nplease join my meeting:\nhttps://go.teamviewer.com/v15/m02358428\nMeeting ID: m023-584-28\nPassword: aB3-x9\n",
		"no match": "tomorrow then",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = blizz.Find(text)
			}
		})
	}
}
