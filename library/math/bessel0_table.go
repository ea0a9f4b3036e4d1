// This file holds the tables for the Bessel functions of order 0.

package math

var bessel0 = besselFar{
	phase0: -0.125,
	ranges: [4]besselRange{
		{
			from: 8,
			modNum: [6]float64{0, -0x1.1fffffffffd32p-4, -0x1.029d0b44fa779p+3, -0x1.011027b19e863p+8,
				-0x1.36a6ecd4dcafcp+11, -0x1.4850b36cc643dp+12},
			modDen: [6]float64{1, 0x1.d223307a96751p+6, 0x1.df37d50596938p+11, 0x1.3d2bb6eb6b05fp+15,
				0x1.c810f8f9fa9bdp+16, 0x1.741774f2c49dcp+15},
			phaseNum: [6]float64{0, 0x1.2bffffffffe2cp-4, 0x1.789525bb334d6p+3, 0x1.16d6315301825p+9,
				0x1.14d993e18f46dp+13, 0x1.212d40e901566p+15},
			phaseDen: [7]float64{1, 0x1.478d5365b39bcp+7, 0x1.fa2584e6b0563p+12, 0x1.1665254d38c3fp+17,
				0x1.883da83a52b43p+19, 0x1.9a66b28de0b3dp+19, -0x1.4fd6d2c9530c5p+18},
		},
		{
			from: 4.5454,
			modNum: [6]float64{-0x1.918b147e495ccp-37, -0x1.1ffffe69afbc6p-4, -0x1.0a370f90c6bbfp+2,
				-0x1.0eb2f5a7d1783p+6, -0x1.4b3b36742cc63p+8, -0x1.5a6ef28a38bd7p+8},
			modDen: [6]float64{1, 0x1.e60810c98c5dep+5, 0x1.06d025c7e2864p+10, 0x1.75af88fbe1d6p+12,
				0x1.2ccb8fa76fa38p+13, 0x1.2cc1dc70be864p+11},
			phaseNum: [6]float64{0x1.43d8f29cc8cd9p-36, 0x1.2bfffd172b04cp-4, 0x1.757b0b9953dd3p+2, 0x1.0e3920a8788e9p+7,
				0x1.00cf99dc8c481p+10, 0x1.f17e953c6e3a6p+10},
			phaseDen: [7]float64{1, 0x1.4b1b3fb5e1543p+6, 0x1.03ba0da21c0cep+11, 0x1.267d27b591e6dp+14,
				0x1.bb5e397e02372p+15, 0x1.191181f7a54ap+15, -0x1.4ea57bedbc609p+12},
		},
		{
			from: 2.8571,
			modNum: [6]float64{-0x1.5e1036fe1aa86p-29, -0x1.1fff6f7c0e24bp-4, -0x1.345b2aea48074p+1,
				-0x1.5f74a4cb94e14p+4, -0x1.d0a22420a1a45p+5, -0x1.f72aca892d80fp+4},
			modDen: [6]float64{1, 0x1.1ed9284077dd3p+5, 0x1.69839464a7c0ep+8, 0x1.2a66e6d1061d6p+10,
				0x1.19ffcb8c39b7ep+10, 0x1.5b296fc379081p+7},
			phaseNum: [6]float64{0x1.2cd036adecb82p-28, 0x1.2bfee0e8d0842p-4, 0x1.ac0fc61149cf5p+1, 0x1.54f98962daeddp+5,
				0x1.559dbe25efd1fp+7, 0x1.4d77c81fa21ep+7},
			phaseDen: [7]float64{1, 0x1.86122bfe343a6p+5, 0x1.62d8386544eb3p+9, 0x1.cf04be44dfc63p+11,
				0x1.93c6cd7c76a28p+12, 0x1.3a8aad94fb1cp+11, -0x1.2a7eb201cf40fp+7},
		},
		{
			from: 2,
			modNum: [6]float64{-0x1.7d316e927026dp-24, -0x1.1ff62495e1e42p-4, -0x1.736398a24a843p+0,
				-0x1.e8af3edafa7f3p+2, -0x1.662e6c5246303p+3, -0x1.9de81af8fe70fp+1},
			modDen: [6]float64{1, 0x1.63865908b5959p+4, 0x1.1069e0ee8878fp+7, 0x1.0e78642ea079bp+8,
				0x1.33c033ab6faffp+7, 0x1.d50b344391809p+3},
			phaseNum: [6]float64{0x1.4313b54f76bdbp-23, 0x1.2bec53e883e34p-4, 0x1.ff897e727779cp+0, 0x1.cfdbfaaf96fe5p+3,
				0x1.faa8e29fbdc4ap+4, 0x1.040b171814bb4p+4},
			phaseDen: [7]float64{1, 0x1.e5d96f7c07aedp+4, 0x1.0d591e4d14b4p+8, 0x1.a664522b3bf22p+9,
				0x1.b977c9c5cc214p+9, 0x1.a95530e001365p+7, -0x1.53e6af8b32931p+2},
		},
	},
}
