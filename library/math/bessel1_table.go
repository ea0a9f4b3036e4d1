// This file holds the tables for the Bessel functions of order 1.

package math

var bessel1 = besselFar{
	phase0: 0.375,
	ranges: [4]besselRange{
		{
			from: 8,
			modNum: [6]float64{0, 0x1.dfffffffffccep-4, 0x1.a7a9d357f7fcep+3, 0x1.9c0d4652ea59p+8,
				0x1.e457da3a532ccp+11, 0x1.eea7ac32782ddp+12},
			modDen: [6]float64{1, 0x1.c8d458e656cacp+6, 0x1.c85dc964d274fp+11, 0x1.20b8697c5bb7fp+15,
				0x1.7d42cb28f17bbp+16, 0x1.e1511697a0b2dp+14},
			phaseNum: [6]float64{0, -0x1.a3ffffffffdf3p-4, -0x1.04591a26779f7p+4, -0x1.7bcd053e4b576p+9,
				-0x1.724e740f87415p+13, -0x1.7a6d065d09c6ap+15},
			phaseDen: [7]float64{1, 0x1.42ca6de5bcde5p+7, 0x1.e9162d0d88419p+12, 0x1.0579ab0b75e98p+17,
				0x1.5f65372869c19p+19, 0x1.457d27719ad5cp+19, -0x1.1f9690ea5aa18p+18},
		},
		{
			from: 4.5454,
			modNum: [6]float64{0x1.d0667dae1ca7dp-37, 0x1.dffffe2c10043p-4, 0x1.b36046e6315e3p+2, 0x1.b13b9452602edp+6,
				0x1.02d16d052d649p+9, 0x1.085b8bb7e0cb7p+9},
			modDen: [6]float64{1, 0x1.da3eaa8af633dp+5, 0x1.efb361b066701p+9, 0x1.4e9445706b6fbp+12,
				0x1.ea4b0b8a5bb15p+12, 0x1.78030036f5e51p+10},
			phaseNum: [6]float64{-0x1.6fa431aa1a098p-36, -0x1.a3fffcb597fefp-4, -0x1.01ce6ca03ad4bp+3,
				-0x1.6f56d6ca7b9bp+7, -0x1.574c66931734fp+10, -0x1.468e388fda79dp+11},
			phaseDen: [7]float64{1, 0x1.451b2ff5a11b2p+6, 0x1.f1f31e77bf839p+10, 0x1.10f1f0d64ce29p+14,
				0x1.8576daabad197p+15, 0x1.b4b04cf7c364bp+14, -0x1.26f2efcffa004p+12},
		},
		{
			from: 2.8571,
			modNum: [6]float64{0x1.9fc21a7ad9eddp-29, 0x1.dfff55b21d17bp-4, 0x1.f76bce85ead8ap+1, 0x1.18f489da6d129p+5,
				0x1.6c3854d2c1837p+6, 0x1.8478f8ea83ee5p+5},
			modDen: [6]float64{1, 0x1.16549a134069cp+5, 0x1.50c3307f1a75fp+8, 0x1.05b7c5037d523p+10,
				0x1.bd67da32e31e9p+9, 0x1.9f26d7c2eed53p+6},
			phaseNum: [6]float64{-0x1.5cfa9d38fc84fp-28, -0x1.a3feb51aeed54p-4, -0x1.270c23302d9ffp+2,
				-0x1.cec71c25d16dap+5, -0x1.c87d34718d55fp+7, -0x1.b66b95f5c1bf6p+7},
			phaseDen: [7]float64{1, 0x1.7d523ccd367e4p+5, 0x1.50eebc031ee3ep+9, 0x1.a684e448e7c9ap+11,
				0x1.5abbaa61d54a6p+12, 0x1.dbc7a0dd4df4bp+10, -0x1.0e670290a311fp+7},
		},
		{
			from: 2,
			modNum: [6]float64{0x1.ce9d4f65544f4p-24, 0x1.dff42be760d83p-4, 0x1.2f2b7f98faecp+1, 0x1.87c377f71a964p+3,
				0x1.1b1a8177f8ee2p+4, 0x1.44b49a574c1fep+2},
			modDen: [6]float64{1, 0x1.56fbd8ad5ecdcp+4, 0x1.f529314f92cd5p+6, 0x1.d08d8d5a2dbd9p+7,
				0x1.d6b7ada1884a9p+6, 0x1.0bab1f44e5192p+3},
			phaseNum: [6]float64{-0x1.7f12644c626d2p-23, -0x1.a3e8e9148b01p-4, -0x1.6048469bb4edap+1,
				-0x1.3a9e2c168907fp+4, -0x1.529a3de104aaap+5, -0x1.55f3639cf6e52p+4},
			phaseDen: [7]float64{1, 0x1.d888a78ae64ffp+4, 0x1.f9f68db821cbap+7, 0x1.7ac05ce49a0f7p+9,
				0x1.71b2548d4c029p+9, 0x1.37e5e3c3ed8d4p+7, -0x1.3d686e71be86bp+2},
		},
	},
}
